import { TextDecoder, TextEncoder } from 'node:util';

/** What jsdom lacks: hashing and verifying ask for the coders, the component library for the rest at mount. */
Object.assign(window, { TextDecoder, TextEncoder });

Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (query: string) => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    dispatchEvent: () => false,
  }),
});

class QuietResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
window.ResizeObserver = QuietResizeObserver;

/** There is nothing to scroll. */
Element.prototype.scrollIntoView = () => undefined;
window.scrollTo = () => undefined;

/** Charts measure their texts on a canvas, and guess where there is none. */
HTMLCanvasElement.prototype.getContext = () => null;
