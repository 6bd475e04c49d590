import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps what takes the focus out from under a bar that sticks to the lower edge: the page scrolls until it stands above
 * the bar, however tall that is just now.
 */
export function useKeptClear<T extends HTMLElement>(): RefObject<T | null> {
  const bar = useRef<T>(null);
  useEffect(() => {
    const { current } = bar;
    if (!current) return;
    const page = document.documentElement.style;
    const observer = new ResizeObserver(() => {
      const sticks = getComputedStyle(current).position === 'sticky';
      page.scrollPaddingBlockEnd = sticks ? `${current.offsetHeight + 16}px` : '';
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
      page.scrollPaddingBlockEnd = '';
    };
  }, []);
  return bar;
}
