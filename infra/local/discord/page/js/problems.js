// What the bot did wrong, in Discord's words.

import { look } from "./api.js";
import { dialog, h } from "./dom.js";
import { sentAt } from "./time.js";

export async function openProblems() {
  const all = (await look("problems")).reverse();
  const clear = h("button", { class: "button secondary", type: "button", onclick: () => fetch("/sim/problems", { method: "DELETE" }).then(() => box.close()) }, "Clear");
  const about = h("p", { class: "hint" }, "Errors are answers and requests that Discord would refuse whatever happens. Warnings are refusals that a right bot can meet too.");
  const none = h("p", { class: "empty" }, "Nothing: the bot keeps to Discord's rules.");
  const list = h("ul", { class: "problems" }, all.map(line));
  const box = dialog("Problems of the bot", [about, all.length ? list : none], { testid: "problem-list", actions: all.length ? [clear] : [] });
}

function line(problem) {
  return h("li", { class: problem.level }, h("div", null, h("strong", null, problem.level), h("code", null, problem.what)), problem.details && h("p", null, problem.details), h("small", null, sentAt(problem.at)));
}
