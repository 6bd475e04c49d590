import { word } from '../../../format/words';
import { t } from '../../../texts';
import { attributeKey, attributeName, type AttributeAudit, type Audit, type Disparity } from '../forest';

export type Waiver = Audit['waivers'][number];

/** A criterion that was not found met for an attribute or crossing, and that nobody answers for. */
export interface WaivableGap {
  key: string;
  criterion: Disparity['criterion'];
  attributes: readonly string[];
  /** The criterion, the attribute and the verdict. */
  label: string;
}

/** What a waiver is about: `Impact ratio by race × sex`. */
export const scopeText = (scope: Pick<Waiver, 'attributes' | 'criterion'>): string =>
  t('fairness.failedCheck', {
    criterion: word('criterion', scope.criterion),
    attribute: attributeName(scope),
  });

function gapsOf(part: AttributeAudit): WaivableGap[] {
  const { attributes } = part;
  return part.disparities
    .filter(({ verdict }) => verdict !== 'PASS')
    .map(({ criterion, verdict }) => ({
      ...{ key: `${criterion} ${attributeKey(part)}`, criterion, attributes },
      label: t('waivers.gap', {
        scope: scopeText({ criterion, attributes }),
        verdict: word('verdict', verdict).toLowerCase(),
      }),
    }));
}

/** What failed or was not judged, apart from what a waiver in force covers. */
export function waivableGaps({ attributes, waivers }: Pick<Audit, 'attributes' | 'waivers'>): WaivableGap[] {
  const inForce = waivers.filter(({ state }) => state === 'IN_FORCE');
  const isCovered = (gap: WaivableGap) =>
    inForce.some(
      (waiver) => waiver.criterion === gap.criterion && attributeKey(waiver) === attributeKey(gap),
    );
  return attributes.flatMap(gapsOf).filter((gap) => !isCovered(gap));
}

const day = 86_400_000;

/** The days on which a waiver given now may end, as `yyyy-mm-dd`: it ends as they begin, in UTC. */
export function endDays(now: number): { first: string; last: string } {
  const after = (days: number) => new Date(now + days * day).toISOString().slice(0, 10);
  return { first: after(1), last: after(365) };
}

/** The instant at which a day begins; what is no day stays as typed, for the server to name. */
export const dayBegins = (typed: string): string => `${typed}T00:00:00.000Z`;
