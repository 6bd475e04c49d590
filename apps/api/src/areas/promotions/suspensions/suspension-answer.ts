import { wayBack } from '@countersign/domain/approvals';
import { isRefusal } from '@countersign/domain/refusals';
import { type PromotionRecord } from '../promotion-record';

/** A version that may serve again in one step. */
export interface FallbackVersion {
  id: string;
  number: number;
  artifactDigest: string;
}

/** What a gate answers of a promotion that is suspended; nothing of any other. */
export function suspensionAnswer(record: PromotionRecord | null): {
  reasons?: { code: string; message: string }[];
  fallback?: FallbackVersion | null;
} {
  if (record?.promotion.state !== 'suspended') return {};
  const { promotion, suspension, now } = record;
  const way = wayBack(promotion, null, now.getTime());
  const fallback = isRefusal(way)
    ? null
    : { id: way.modelVersionId, number: way.versionNumber, artifactDigest: way.artifactDigest };
  const back = fallback
    ? `Version ${fallback.number} may take its place again.`
    : 'There is no version to fall back to.';
  const message = `The approval is suspended: ${suspension?.reason ?? ''} ${back}`;
  return { reasons: [{ code: 'PROMOTION_SUSPENDED', message }], fallback };
}
