// Moments, in the viewer's zone and relative to the simulated clock.

import { h } from "./dom.js";
import { now } from "./api.js";

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS = [
  ["year", 31536000],
  ["month", 2592000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });

export function format(moment, style) {
  return new Intl.DateTimeFormat(undefined, STYLES[style] ?? STYLES.f).format(moment);
}

export function fromNow(moment) {
  const seconds = Math.round((moment - now()) / 1000);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  return relative.format(Math.round(seconds / size), unit);
}

/** An element for `<t:seconds:style>`. */
export function timestamp(seconds, style = "f") {
  const moment = new Date(seconds * 1000);
  if (Number.isNaN(moment.getTime())) return document.createTextNode(`<t:${seconds}:${style}>`);
  const text = style === "R" ? fromNow(moment) : format(moment, style);
  const element = h("time", { class: "moment", datetime: moment.toISOString(), title: format(moment, "F") }, text);
  if (style === "R") element.dataset.relative = "";
  return element;
}

/** When a message was sent, as short as it can be said. */
export function sentAt(iso) {
  const moment = new Date(iso);
  const days = Math.round((new Date(now()).setHours(0, 0, 0, 0) - new Date(iso).setHours(0, 0, 0, 0)) / 86400000);
  const time = format(moment, "t");
  return days === 0 ? `Today at ${time}` : days === 1 ? `Yesterday at ${time}` : `${format(moment, "d")} ${time}`;
}

export function refreshRelative() {
  for (const element of document.querySelectorAll("time[data-relative]")) {
    const text = fromNow(new Date(element.dateTime));
    if (element.textContent !== text) element.textContent = text;
  }
}

export function span(seconds) {
  const parts = [["d", 86400], ["h", 3600], ["min", 60]].map(([unit, size]) => {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    return count ? `${count} ${unit}` : "";
  });
  return parts.filter(Boolean).join(" ") || "0 min";
}
