import { type CategoricalProfile } from './categorical-profile';
import { compareCategoryRank } from './category-rank';

/**
 * The kept categories of full profiles as heaps, the one of highest rank on top, so that a column of unique values does
 * not search a thousand names on every row. Remembered beside the profile, since they say nothing that it does not.
 */
const heaps = new WeakMap<CategoricalProfile, string[]>();

/** The category of a full profile that has to make room first. */
export function lastCategory(profile: CategoricalProfile): string {
  return heapOf(profile)[0]!;
}

/** Puts a category of lower rank in the last one's place, in the heap alone. */
export function replaceLastCategory(profile: CategoricalProfile, category: string): void {
  const heap = heapOf(profile);
  heap[0] = category;
  siftDown(heap, 0);
}

function heapOf(profile: CategoricalProfile): string[] {
  let heap = heaps.get(profile);
  if (heap === undefined) {
    heap = [...profile.counts.keys()];
    for (let at = heap.length >>> 1; at >= 0; at -= 1) siftDown(heap, at);
    heaps.set(profile, heap);
  }
  return heap;
}

function siftDown(heap: string[], from: number): void {
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) return;
    if (child + 1 < heap.length && compareCategoryRank(heap[child + 1]!, heap[child]!) > 0) child += 1;
    if (compareCategoryRank(heap[child]!, heap[at]!) <= 0) return;
    [heap[at], heap[child]] = [heap[child]!, heap[at]!];
    at = child;
  }
}
