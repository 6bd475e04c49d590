import { type AssessedDisparity, type FairnessVerdict } from '@countersign/statistics/fairness';
import { reasonText } from './reason-text';

const texts: Readonly<Record<FairnessVerdict, string>> = {
  PASS: 'PASS',
  FAIL: 'FAIL',
  INSUFFICIENT_EVIDENCE: 'INSUFFICIENT EVIDENCE',
};

export const verdictText = (verdict: FairnessVerdict): string => texts[verdict];

/** The verdict of a whole audit in a sentence. None of them reads as leave to use the model. */
export const verdictSentence: Readonly<Record<FairnessVerdict, string>> = {
  PASS: 'Verdict: PASS. Every criterion lies within its limit, for every attribute and crossing.',
  FAIL: 'Verdict: FAIL. At least one criterion lies beyond its limit.',
  INSUFFICIENT_EVIDENCE:
    'Verdict: INSUFFICIENT EVIDENCE. No criterion was found beyond its limit, and at least one could not be judged. This is not a pass.',
};

/** The verdict of a disparity with what weakens it. */
export function disparityVerdict({
  limit,
  verdict,
  reason,
  isSignificant,
  isRobust,
}: AssessedDisparity): string {
  if (limit === null) return 'no limit set';
  const chance =
    verdict === 'FAIL'
      ? 'may be chance: the interval reaches the limit'
      : 'the interval reaches beyond the limit';
  const remarks = [
    ...(reason === null ? [] : [reasonText(reason)]),
    ...(isSignificant === false && verdict !== 'INSUFFICIENT_EVIDENCE' ? [chance] : []),
    ...(isRobust === false ? ['verdict not robust'] : []),
  ];
  return remarks.length === 0 ? texts[verdict] : `${texts[verdict]} (${remarks.join('; ')})`;
}
