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
  ["second", 1],
  ["minute", 60],
  ["hour", 3600],
  ["day", 86400],
  ["month", 2592000],
  ["year", 31536000],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });

export function format(moment, style) {
  return new Intl.DateTimeFormat(undefined, STYLES[style] ?? STYLES.f).format(moment);
}

export function fromNow(moment) {
  const seconds = Math.round((moment - now()) / 1000);
  // The first unit in which it is less than one of the next: 3599 seconds are an hour, not 60 minutes.
  const [unit, size] = UNITS.find(([, size], index) => Math.round(Math.abs(seconds) / size) * size < (UNITS[index + 1]?.[1] ?? Infinity));
  return relative.format(Math.round(seconds / size), unit);
}

/** An element for `<t:seconds:style>`. */
export function timestamp(seconds, style = "f") {
  const moment = new Date(seconds * 1000);
  if (Number.isNaN(moment.getTime())) return document.createTextNode(`<t:${seconds}:${style}>`);
  const text = style === "R" ? fromNow(moment) : format(moment, style);
  const element = h("time", { class: "moment", datetime: moment.toISOString(), title: format(moment, "F") }, text);
  if (style === "R") {
    element.dataset.relative = "";
    element.ariaLive = "off"; // it counts, and nobody wants every second read out
  }
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
