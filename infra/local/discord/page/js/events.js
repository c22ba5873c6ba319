// The events of a server, as its members see them.

import { ask, nameOf, now, seen } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { inline, markdown } from "./markdown.js";
import { format, timestamp } from "./time.js";

const [SCHEDULED, ACTIVE, COMPLETED] = [1, 2, 3];

export function events(here) {
  if (here.events.length === 0) {
    return h("div", { class: "empty" }, h("h3", null, "No events yet"), h("p", null, "When the bot schedules something, it shows here with its time and place."));
  }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [h("p", { class: "hint zone" }, `Times are in your zone, ${zone}.`), h("ul", { class: "cards" }, here.events.map(card))];
}

function card(event) {
  const over = event.status > ACTIVE;
  const mine = event.interested.includes(seen.state.me);
  const tell = () => ask("interested", { as: seen.viewer, event: event.id, interested: !mine });
  const remove = () => ask("events/delete", { event: event.id });
  const interest = h("button", { class: `button ${mine ? "success" : "secondary"}`, type: "button", "aria-pressed": String(mine), onclick: tell }, mine ? "✓ Interested" : "Interested");
  const gone = h("button", { class: "button link", type: "button", title: "As a moderator of the server could", onclick: remove }, "Delete by hand");
  return h(
    "li",
    { class: `card ${over ? "over" : ""}`, "data-testid": "event", "data-status": String(event.status) },
    h("div", { class: "card-head" }, when(event), h("span", { class: "hint" }, `${event.user_count} interested`)),
    h("h3", null, event.name),
    event.entity_metadata && h("p", { class: "place" }, icon("place"), inline(event.entity_metadata.location)),
    event.description && markdown(event.description),
    h("div", { class: "card-foot" }, h("span", { class: "hint" }, `by ${nameOf(event.creator_id)}`), !over && h("span", null, gone, interest)),
  );
}

function when(event) {
  const starts = new Date(event.scheduled_start_time);
  const until = event.scheduled_end_time ? ` – ${format(new Date(event.scheduled_end_time), "t")}` : "";
  const time = h("span", null, `${format(starts, "F")}${until}`);
  const status = { [SCHEDULED]: ["ahead", soon(starts)], [ACTIVE]: ["live", "Live now"], [COMPLETED]: ["done", "Ended"] }[event.status] ?? ["off", "Cancelled"];
  return h("div", { class: "when" }, h("span", { class: `status ${status[0]}` }, status[1]), time);
}

const soon = (starts) => ["Scheduled", starts - now() < 86400000 && [" · ", timestamp(starts / 1000, "R")]];
