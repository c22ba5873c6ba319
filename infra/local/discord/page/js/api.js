// The line to the server: what the page knows, and what it asks for.

import { toast } from "./dom.js";

/** `choosing`: the person has picked a server and still picks the channel, so that the drawer stays open. */
export const seen = { viewer: "ada-admin", channel: null, view: "channel", state: null, skew: 0, choosing: false };

/** The simulated moment, in milliseconds. */
export const now = () => Date.now() + seen.skew;

export async function ask(name, body) {
  const answer = await fetch(`/sim/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({ error: `The simulated Discord failed (${answer.status}).` }));
  if (!answer.ok) {
    toast(told.error);
    return null;
  }
  return told;
}

/** Something that the current person does in the open channel. */
export const act = (name, body = {}) => ask(name, { as: seen.viewer, channel: seen.channel, ...body });

export async function look(name, query = {}) {
  const answer = await fetch(`/sim/${name}?${new URLSearchParams(query)}`);
  return answer.ok ? answer.json() : null;
}

export function person() {
  return seen.state.people.find((each) => each.id === seen.state.me);
}

/** The server of the open channel; none in direct messages. */
export function server() {
  const { servers, channel } = seen.state;
  return servers.find((each) => each.id === channel.guild_id) ?? null;
}

export function nameOf(userId) {
  return server()?.members.find((each) => each.id === userId)?.name ?? seen.state.names.users[userId] ?? "unknown";
}

export function colorOf(userId) {
  return server()?.members.find((each) => each.id === userId)?.color ?? 0;
}
