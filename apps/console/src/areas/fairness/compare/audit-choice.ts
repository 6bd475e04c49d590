import { formatInstant } from '../../../format/times';
import { word } from '../../../format/words';
import type { FairnessAuditChoicesQuery } from '../../../gql/graphql';
import { t } from '../../../texts';

export type ChosenAudit = FairnessAuditChoicesQuery['fairnessAudits']['nodes'][number];

/** An audit in a list to choose from. */
export function choiceText({ modelVersion, ranAt, verdict }: ChosenAudit): string {
  return t('fairnessCompare.choice', {
    ...{ model: modelVersion.model.name, number: modelVersion.number },
    ...{ instant: formatInstant(ranAt), verdict: word('verdict', verdict) },
  });
}

interface Pair {
  before?: string;
  after?: string;
}

/**
 * The two audits to compare: those of the address, and where it names one alone, beside it the audit of the same model
 * that ran last before it, or first after it.
 */
export function pairOf(audits: readonly ChosenAudit[], { before, after }: Pair): Pair {
  const own = audits.find(({ id }) => id === (after ?? before));
  if ((before !== undefined && after !== undefined) || !own) return { before, after };
  const sameModel = audits
    .filter(({ modelVersion }) => modelVersion.model.id === own.modelVersion.model.id)
    .sort((a, b) => a.ranAt.localeCompare(b.ranAt));
  const place = sameModel.indexOf(own);
  return after === undefined
    ? { before, after: sameModel[place + 1]?.id }
    : { before: sameModel[place - 1]?.id, after };
}
