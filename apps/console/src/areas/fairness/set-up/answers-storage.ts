/** Whose answers, and about which version of a model. */
export interface AnswersOwner {
  workspaceId: string;
  personId: string;
  versionId: string;
}

const prefix = 'countersign.fairness-set-up/';

const ownerPrefix = ({ workspaceId, personId }: AnswersOwner): string =>
  `${prefix}${workspaceId}/${personId}/`;

const keyOf = (owner: AnswersOwner): string => ownerPrefix(owner) + owner.versionId;

/** The storage of this tab; null where the browser has none for us. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    // Cookies and the like are switched off: the answers last as long as the page.
    return null;
  }
}

function removeWhere(isGone: (key: string) => boolean): void {
  const kept = storage();
  if (!kept) return;
  const keys = Array.from({ length: kept.length }, (_, at) => kept.key(at) ?? '');
  for (const key of keys) if (key.startsWith(prefix) && isGone(key)) kept.removeItem(key);
}

/** What is kept for this person about this version, null where nothing is; what others kept in this tab is removed. */
export function keptText(owner: AnswersOwner): string | null {
  removeWhere((key) => !key.startsWith(ownerPrefix(owner)));
  return storage()?.getItem(keyOf(owner)) ?? null;
}

/** Keeps a text in this tab, as far as the browser lets us. */
export function keepText(owner: AnswersOwner, text: string): void {
  try {
    storage()?.setItem(keyOf(owner), text);
  } catch {
    // The storage is full: the answers last as long as the page.
  }
}

/** Forgets the answers about this version: the audit ran, or the person begins anew. */
export function forgetAnswers(owner: AnswersOwner): void {
  storage()?.removeItem(keyOf(owner));
}

/** Forgets whatever anybody answered in this tab. */
export function forgetAllAnswers(): void {
  removeWhere(() => true);
}
