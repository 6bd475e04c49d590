import { listOf, membersOf, nullable, oneOf, text, truth, whole } from '@countersign/domain/json-reading';

/** What the door `/v1/gate` answers: the contract `countersign.gate/1`. */
export interface GateAnswer {
  schema: 'countersign.gate/1';
  allowed: boolean;
  reasons: readonly { code: string; message: string }[];
  model: { name: string };
  version: { number: number; artifactDigest: string };
  environment: string;
  alias: string;
  promotion: { id: string; state: string; round: number } | null;
  gates: readonly { title: string; verdict: 'pass' | 'fail' | 'unknown'; reason: string }[];
}

const wellFormed = membersOf<GateAnswer>({
  ...{ schema: oneOf(['countersign.gate/1']), allowed: truth, environment: text, alias: text },
  reasons: listOf(membersOf<GateAnswer['reasons'][number]>({ code: text, message: text })),
  model: membersOf<GateAnswer['model']>({ name: text }),
  version: membersOf<GateAnswer['version']>({ number: whole(), artifactDigest: text }),
  promotion: nullable(membersOf({ id: text, state: text, round: whole() })),
  gates: listOf(
    membersOf<GateAnswer['gates'][number]>({
      ...{ title: text, verdict: oneOf(['pass', 'fail', 'unknown']), reason: text },
    }),
  ),
});

/** The answer as it came, with all its members. @throws MalformedDocument for what is none, such as a yes that is a text */
export function readGateAnswer(value: unknown): GateAnswer {
  wellFormed(value, '');
  return value as GateAnswer;
}

/** States from which no vote and no newer evidence leads to an approval. */
const ended: readonly string[] = ['rejected', 'withdrawn', 'expired', 'superseded', 'rolled_back'];

/** Whether waiting could still change the answer. */
export function isOpen({ allowed, promotion }: GateAnswer): boolean {
  return !allowed && (promotion === null || !ended.includes(promotion.state));
}
