// On a narrow screen the servers and channels are a drawer, and the rest waits until it is closed.

import { $ } from "./dom.js";

const menu = () => document.querySelector(".menu");
const behind = () => document.querySelectorAll(".skip, #clock, main");

function show(open) {
  document.body.classList.toggle("drawer-open", open);
  $("scrim").hidden = !open;
  for (const each of behind()) each.inert = open;
  menu()?.setAttribute("aria-expanded", String(open));
}

export function openDrawer() {
  show(true);
  ($("drawer").querySelector("[aria-current]") ?? $("drawer").querySelector("a, button"))?.focus();
}

export function closeDrawer() {
  if (!document.body.classList.contains("drawer-open")) return;
  const held = $("drawer").contains(document.activeElement);
  show(false);
  if (held) menu()?.focus();
}

export function listenForDrawer() {
  document.addEventListener("keydown", (event) => event.key === "Escape" && !document.querySelector("dialog[open]") && closeDrawer());
  $("scrim").addEventListener("pointerdown", closeDrawer);
  matchMedia("(max-width: 720px)").addEventListener("change", closeDrawer);
}
