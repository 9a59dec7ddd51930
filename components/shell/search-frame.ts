/** What the search looks like; the box that waits for its script and the one that comes with it are the same to the eye. */
export const searchFrame = {
  scrim: "fixed inset-0 z-50 bg-scrim",
  box: "fixed top-[12vh] left-1/2 z-50 w-[min(560px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-card border border-line bg-surface shadow-float",
  input: "h-12 w-full border-b border-line bg-transparent px-4 text-16 focus-visible:-outline-offset-2 placeholder:text-muted",
  placeholder: "Go to a page, or type a customer’s or event’s id",
};
