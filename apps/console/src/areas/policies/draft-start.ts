import type { Policy } from '@countersign/domain/approvals';
import type { PolicyStartsQuery } from '../../gql/graphql';
import { t } from '../../texts';
import { nextVersionOf } from './policy-history';
import type { DraftSearch } from './search';

/** The text that a draft begins with, and where it is from. */
export interface DraftStart {
  text: string;
  from: string;
}

const textOf = (document: Policy, version: number): string =>
  `${JSON.stringify({ ...document, version }, null, 2)}\n`;

/** What was asked to begin with, as the next version of its name; an empty document where nothing was, or it is unknown. */
export function startOf({ template, from }: DraftSearch, starts: PolicyStartsQuery): DraftStart {
  const versions = starts.policies.nodes;
  const templates = starts.policyTemplates as Policy[];
  const found = from
    ? (versions.find(({ id }) => id === from)?.document as Policy | undefined)
    : templates.find(({ name }) => name === template);
  if (found)
    return {
      text: textOf(found, nextVersionOf(found.name, versions)),
      from: t('policies.draft.from', { name: found.name }),
    };
  const isUnknown = from !== undefined || template !== undefined;
  return { text: '{\n}\n', from: t(isUnknown ? 'policies.draft.unknown' : 'policies.draft.fromEmpty') };
}

/** The name and the version that a text gives itself, as far as it does. */
export function headOf(text: string): { name: string; version: number } | null {
  try {
    const { name, version } = JSON.parse(text) as Record<string, unknown>;
    return typeof name === 'string' && typeof version === 'number' ? { name, version } : null;
  } catch {
    return null;
  }
}
