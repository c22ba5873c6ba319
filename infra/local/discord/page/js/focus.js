// The keyboard's focus outlives a redraw: what takes an element's place takes its focus.

const FOCUSABLE = "a[href], button, input, select, textarea, summary";

export const wordsOf = (element) => `${element.tagName} ${element.getAttribute("aria-label") || element.textContent}`;

/** Says whether something in there is called so, and could take the focus. */
export function focusOn(container, words) {
  const found = [...container.querySelectorAll(FOCUSABLE)].find((each) => wordsOf(each) === words && each.checkVisibility());
  found?.focus({ preventScroll: true });
  return Boolean(found);
}

/** Where nothing takes its place, the part that it was in gets the focus, not whatever could be pressed next. */
export function keepFocus(container, redraw) {
  const held = container.contains(document.activeElement) ? document.activeElement : null;
  const words = held && wordsOf(held);
  const key = held?.closest("[data-key]")?.dataset.key;
  redraw();
  if (!held || held.isConnected) return;
  const part = key ? [...container.children].find((each) => each.dataset.key === key) : container;
  if (!part || focusOn(part, words)) return;
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}
