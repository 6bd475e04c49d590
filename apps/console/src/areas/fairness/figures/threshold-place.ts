import { startTransition, useEffect, useState, useSyncExternalStore } from 'react';

type Listen = (listener: () => void) => () => void;

/** Where a slider stands. It lies outside of the components: what moves with it at once is drawn again alone. */
export interface ThresholdPlace {
  /** The edge of a bin. */
  get: () => number;
  set: (bin: number) => void;
  /** Calls at every move, until what it returns is called. */
  onMove: Listen;
  /** Calls at a first move and then a few times a second while moves go on, the last time after the last of them. */
  onPace: Listen;
}

/** Milliseconds between two pictures of what nobody reads while it changes. */
const pace = 400;

function listeners(): { listen: Listen; call: () => void } {
  const all = new Set<() => void>();
  return {
    listen: (listener) => {
      all.add(listener);
      return () => all.delete(listener);
    },
    call: () => all.forEach((listener) => listener()),
  };
}

export function thresholdPlace(start: number): ThresholdPlace {
  let bin = start;
  let isDue = false;
  let earliest = 0;
  const [moved, paced] = [listeners(), listeners()];
  const follow = () => {
    isDue = false;
    earliest = performance.now() + pace;
    paced.call();
  };
  return {
    get: () => bin,
    set: (next) => {
      bin = next;
      moved.call();
      if (isDue) return;
      isDue = true;
      setTimeout(follow, Math.max(0, earliest - performance.now()));
    },
    onMove: moved.listen,
    onPace: paced.listen,
  };
}

/** The place of a slider for as long as a component lives. */
export function useThresholdPlace(start: number): ThresholdPlace {
  const [place] = useState(() => thresholdPlace(start));
  return place;
}

/** The edge that the slider stands at, in the same frame: for what is cheap to draw. */
export const useThreshold = ({ onMove, get }: ThresholdPlace): number => useSyncExternalStore(onMove, get);

/** The edge that the slider stands at, or stood at just now: for tables and what is computed. */
export function useSettledThreshold({ onPace, get }: ThresholdPlace): number {
  const [settled, settle] = useState(get);
  useEffect(() => onPace(() => startTransition(() => settle(get()))), [onPace, get]);
  return settled;
}
