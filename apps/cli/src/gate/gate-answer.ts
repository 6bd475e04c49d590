/** What the door `/v1/gate` answers: the contract `countersign.gate/1`. */
export interface GateAnswer extends Record<string, unknown> {
  schema: 'countersign.gate/1';
  allowed: boolean;
  reasons: { code: string; message: string }[];
  model: { name: string };
  version: { number: number; artifactDigest: string };
  environment: string;
  alias: string;
  promotion: { id: string; state: string; round: number } | null;
  gates: { title: string; verdict: 'pass' | 'fail' | 'unknown'; reason: string }[];
}

/** States from which no vote and no newer evidence leads to an approval. */
const ended: readonly string[] = ['rejected', 'withdrawn', 'expired', 'superseded', 'rolled_back'];

/** Whether waiting could still change the answer. */
export function isOpen({ allowed, promotion }: GateAnswer): boolean {
  return !allowed && (promotion === null || !ended.includes(promotion.state));
}
