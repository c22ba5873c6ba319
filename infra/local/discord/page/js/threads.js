// The threads of a channel: open ones are in the list of channels, too; archived ones are found here.

import { seen } from "./api.js";
import { dialog, h } from "./dom.js";
import { icon, signOf } from "./icons.js";

const channels = () => seen.state.servers.flatMap((each) => each.channels);

export const threadsOf = (id) => channels().find((each) => each.id === id)?.threads ?? [];

/** Whether the person sees a channel or thread; others are named for nobody. */
export const isSeen = (id) => channels().some((each) => each.id === id || each.threads.some((thread) => thread.id === id));

export function threadsButton(channel) {
  if (threadsOf(channel.id).length === 0) return null;
  return h("button", { class: "icon", type: "button", "aria-label": "Threads", title: "Threads", "aria-haspopup": "dialog", onclick: () => openThreads(channel) }, icon("thread"));
}

function openThreads(channel) {
  const close = () => box.close();
  const all = threadsOf(channel.id);
  const groups = [["Open", all.filter((each) => !each.archived)], ["Archived", all.filter((each) => each.archived)]];
  const shown = groups.filter(([, threads]) => threads.length > 0).map(([name, threads]) => group(name, threads, close));
  const box = dialog(`Threads in #${channel.name}`, shown, { testid: "threads" });
}

function group(name, threads, onclick) {
  const link = (each) => h("a", { class: "channel", href: `#${new URLSearchParams({ as: seen.viewer, at: each.id })}`, onclick }, h("span", { class: "sign" }, signOf(each.type)), h("span", { class: "name" }, each.name));
  return h("section", { "aria-label": name }, h("h3", { class: "group" }, `${name} · ${threads.length}`), h("ul", null, threads.map((each) => h("li", null, link(each)))));
}

/** What stands above the message box of a thread that is over. */
export function archivedNote(channel) {
  if (!channel.archived) return null;
  return channel.can_send ? "This thread is archived. A message brings it back." : "This thread is archived.";
}
