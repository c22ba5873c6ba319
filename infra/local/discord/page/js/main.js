// Where the page is, and when it is drawn again.

import { act, look, now, seen, server } from "./api.js";
import { drawClock, tick } from "./clock.js";
import { Composer } from "./composer.js";
import { $, draw, h, keyed } from "./dom.js";
import { closeDrawer, listenForDrawer } from "./drawer.js";
import { events } from "./events.js";
import { drawHeading } from "./heading.js";
import { grouped, message, notice } from "./message.js";
import { isAtEnd, stayAtEnd, toEnd } from "./scroll.js";
import { drawSidebar } from "./sidebar.js";
import { archivedNote } from "./threads.js";
import { refreshRelative } from "./time.js";

const REMEMBERED = "where";
const notices = [];
let composer = null;

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1) || localStorage.getItem(REMEMBERED) || "");
  seen.viewer = given.get("as") ?? "ada-admin";
  seen.channel = given.get("at");
  seen.view = given.get("view") ?? "channel";
}

let loading = false;
let again = false;

/** Fetches what the person sees; changes that come meanwhile are fetched once more, not in parallel. */
async function refresh() {
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  do {
    again = false;
    await load();
  } while (again);
  loading = false;
}

async function load() {
  const asked = `${seen.viewer} ${seen.channel}`;
  const query = { as: seen.viewer, ...(seen.channel ? { channel: seen.channel } : {}) };
  const state = await look("state", query);
  if (asked !== `${seen.viewer} ${seen.channel}`) return;
  if (!state || !state.channel) return goSomewhere(state);
  seen.state = state;
  seen.skew = Date.parse(state.now) - Date.now();
  if (seen.channel !== state.channel.id) seen.channel = state.channel.id;
  localStorage.setItem(REMEMBERED, new URLSearchParams({ as: seen.viewer, at: seen.channel }));
  render();
}

/** The channel is not there, or not for this person: from a thread to the channel above it, else to the first one. */
async function goSomewhere(state) {
  const known = state ?? (await look("state", { as: "ada-admin" }));
  if (!state) seen.viewer = "ada-admin";
  const left = seen.state?.channel;
  const above = left?.id === seen.channel ? left.parent_id : null;
  const open = known.servers.flatMap((each) => each.channels).filter((each) => each.type === 0);
  seen.channel = (open.find((each) => each.id === above) ?? open[0])?.id ?? "@me";
  again = true;
}

function render() {
  const { state } = seen;
  $("starting").hidden = state.ready;
  drawClock();
  drawSidebar();
  drawHeading();
  draw($("note"), [seen.view, archivedNote(state.channel)], () => (seen.view === "events" ? [] : archivedNote(state.channel) ?? []));
  if (seen.view === "events" && server()) showEvents();
  else showMessages();
  document.title = `${seen.view === "events" ? "Events" : state.channel.name} · Simulated Discord`;
  if (!$("footer").hidden) composer.open(state.channel);
}

function showEvents() {
  const here = server();
  $("footer").hidden = true;
  draw($("view"), ["events", here.events, seen.state.me, Math.floor(now() / 60000)], () => h("div", { class: "scroller" }, events(here)));
}

function showMessages() {
  const { channel } = seen.state;
  $("footer").hidden = false;
  draw($("view"), ["messages", channel.id, seen.state.me], () => [
    stayAtEnd(h("div", { class: "scroller" }, h("div", { class: "welcome" }), h("ol", { class: "messages", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": `Messages in ${channel.name}` }), h("ol", { class: "messages notices" }))),
  ]);
  const scroller = $("view").querySelector(".scroller");
  const atEnd = isAtEnd(scroller) || !scroller.dataset.shown;
  draw(scroller.querySelector(".welcome"), [channel.messages.length < 100, channel.messages.length > 0, channel.name, channel.type, channel.has_commands, seen.state.ready], () => welcome(channel));
  keyed(scroller.querySelector(".messages"), grouped(channel.messages), (each) => each.id, message);
  showNotices(scroller);
  if (atEnd || answeredMe(channel, scroller)) toEnd(scroller);
  scroller.dataset.shown = channel.messages.at(-1)?.id ?? "none";
  markRead();
}

/** The latest message is new and for this person's eyes only: what came of a press further up. */
function answeredMe(channel, scroller) {
  const latest = channel.messages.at(-1);
  return latest?.only_you && latest.id !== scroller.dataset.shown;
}

function welcome(channel) {
  if (channel.messages.length >= 100) return [];
  const title = channel.type === 1 ? `Direct messages with ${channel.name}` : channel.parent ? channel.name : `Welcome to #${channel.name}`;
  const can = channel.has_commands ? "Type / to see what the bot can do here." : "The bot takes no commands here; use them in a server.";
  const hint = seen.state.ready ? can : "The bot is starting.";
  const start = h("button", { class: "button primary", type: "button", onclick: () => composer.slash() }, "/ Use a command");
  return [h("h3", null, title), h("p", null, hint), channel.messages.length === 0 && seen.state.ready && channel.has_commands && start];
}

function showNotices(scroller) {
  const mine = notices.filter((each) => each.where === `${seen.viewer} ${seen.channel}`);
  keyed(scroller.querySelector(".notices"), mine, (each) => each.interaction, notice);
}

function failed(told) {
  const shown = { ...told, where: `${seen.viewer} ${seen.channel}` };
  shown.dismiss = () => {
    notices.splice(notices.indexOf(shown), 1);
    render();
  };
  notices.push(shown);
  render();
}

function markRead() {
  const { state } = seen;
  const listed = [...state.servers.flatMap((each) => each.channels.flatMap((one) => [one, ...one.threads])), ...state.dms];
  const here = listed.find((each) => each.id === state.channel.id);
  if (here?.unread && document.visibilityState === "visible") act("read");
}

function listen() {
  const stream = new EventSource("/sim/stream");
  stream.onmessage = refresh;
  stream.onerror = () => document.body.classList.add("offline");
  stream.onopen = () => document.body.classList.remove("offline");
  window.addEventListener("hashchange", () => {
    readAddress();
    if (!seen.choosing) closeDrawer();
    seen.choosing = false;
    refresh();
  });
  document.addEventListener("visibilitychange", refresh);
  listenForDrawer();
  setInterval(() => {
    tick();
    refreshRelative();
  }, 1000);
}

composer = new Composer($("footer"), failed);
readAddress();
await refresh();
listen();
