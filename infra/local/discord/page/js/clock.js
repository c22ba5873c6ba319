// The bar at the top: what time it is here, and the buttons that push it on.

import { ask, now, seen } from "./api.js";
import { $, draw, h } from "./dom.js";
import { focusOn, wordsOf } from "./focus.js";
import { span } from "./time.js";
import { openProblems } from "./problems.js";
import { openSettings } from "./settings.js";

const PUSHES = [["+1 min", 60], ["+5 min", 300], ["+10 min", 600], ["+30 min", 1800], ["+1 h", 3600], ["+1 day", 86400]];
const UNITS = [["minutes", 60], ["hours", 3600], ["days", 86400]];

/** What had the focus when it was pressed: while the schedules run, it is not there. */
let pressed = null;
let roomForMore = false;

export function drawClock() {
  const { push, offset, problems, ready, feed } = seen.state;
  const errors = problems.filter((level) => level === "error").length;
  draw($("clock"), [push, Math.round(offset), errors, problems.length, ready, feed], () => [time(offset), push ? progress(push) : buttons(), tools(errors, problems.length)]);
  if (!push && pressed && document.activeElement === $("clock") && focusOn($("clock"), pressed)) pressed = null;
  tick();
}

export function tick() {
  const shown = document.querySelector("#clock time");
  if (!shown) return;
  const moment = new Date(now());
  const text = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(moment);
  shown.dateTime = moment.toISOString();
  if (shown.textContent !== text) shown.textContent = text;
}

function time(offset) {
  const ahead = offset >= 60 ? `${span(offset)} ahead of the real time` : "as the real time";
  return h("div", { class: "now" }, h("time", { "data-testid": "now", title: "The simulated time" }), h("small", null, ahead));
}

// One push at a time: until this one is over, another press would be refused.
async function pushClock(seconds) {
  const pushes = document.querySelectorAll("#clock .pushes button");
  if (pushes[0].ariaDisabled) return;
  pressed = $("clock").contains(document.activeElement) ? wordsOf(document.activeElement) : null;
  for (const button of pushes) button.ariaDisabled = "true";
  try {
    await ask("clock", { seconds });
  } finally {
    for (const button of pushes) button.ariaDisabled = null;
  }
}

function buttons() {
  const fixed = PUSHES.map(([label, seconds]) => h("button", { class: "push", type: "button", "aria-label": `Push the clock ${label.slice(1)}`, onclick: () => pushClock(seconds) }, h("b", null, label.split(" ")[0]), ` ${label.split(" ")[1]}`));
  const amount = h("input", { type: "number", min: 1, max: 1000, value: 3, "aria-label": "How far" });
  const unit = h("select", { "aria-label": "Unit" }, UNITS.map(([name, seconds]) => h("option", { value: seconds, selected: name === "hours" }, name)));
  const custom = h("form", { class: "custom" }, amount, unit, h("button", { class: "push", type: "submit" }, "Push"));
  custom.addEventListener("submit", (event) => {
    event.preventDefault();
    pushClock(Number(amount.value) * Number(unit.value));
  });
  const bar = h("div", { class: `pushes ${roomForMore ? "open" : ""}`, role: "group", "aria-label": "Push the clock forward" }, fixed);
  const unfold = (event) => {
    roomForMore = bar.classList.toggle("open");
    event.currentTarget.ariaExpanded = String(roomForMore);
  };
  const more = h("button", { class: "push more", type: "button", "aria-label": "Push the clock by something else", "aria-expanded": String(roomForMore), onclick: unfold }, "…");
  bar.append(more, custom);
  return bar;
}

function progress({ done, total }) {
  const label = "Schedules are running";
  return h("div", { class: "pushes" }, h("progress", { max: total, value: done, "aria-label": label, "data-testid": "pushing" }), h("span", { class: "hint" }, `${label}, ${done} of ${total}`));
}

function tools(errors, all) {
  const words = errors ? (errors === 1 ? "problem" : "problems") : all ? `${all} refused` : "No problems";
  const problems = h("button", { class: `push ${errors ? "bad" : "good"}`, type: "button", "data-testid": "problems", "aria-label": `Problems of the bot: ${errors}`, onclick: openProblems }, errors ? `⚠ ${errors} ` : "✓ ", h("span", { class: "wide" }, words));
  const settings = h("button", { class: "push", type: "button", "aria-label": "Settings", title: "Settings", onclick: openSettings }, "⚙");
  const feed = seen.state.feed && h("a", { class: "push", href: seen.state.feed, "data-testid": "feed", "aria-label": "Simulated SpeedGaming feed", title: "Simulated SpeedGaming feed" }, "Feed");
  return h("div", { class: "tools" }, feed, problems, settings);
}
