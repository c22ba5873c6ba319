// What was read to its end stays at its end, when a picture comes in below or a keyboard from below.

const NEAR_END = 120;

export const isAtEnd = (scroller) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;

export const toEnd = (scroller) => (scroller.scrollTop = scroller.scrollHeight);

export function stayAtEnd(scroller) {
  let atEnd = true;
  scroller.addEventListener("scroll", () => (atEnd = isAtEnd(scroller)));
  const watch = new ResizeObserver(() => atEnd && toEnd(scroller));
  for (const each of [scroller, ...scroller.children]) watch.observe(each);
  return scroller;
}
