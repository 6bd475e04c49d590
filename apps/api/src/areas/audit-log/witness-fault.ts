/** Why a witness has not confirmed a checkpoint. Only LOG_BEHIND and OTHER_TREE speak against the log. */
export type WitnessFaultCode =
  | 'UNREACHABLE'
  | 'LOG_UNKNOWN'
  | 'KEY_UNKNOWN'
  | 'PROOF_REFUSED'
  | 'ANSWER_UNUSABLE'
  | 'LOG_BEHIND'
  | 'OTHER_TREE';

/** A witness did not confirm a checkpoint. Signing goes on; the turn is taken again later. */
export class WitnessFault extends Error {
  constructor(
    readonly code: WitnessFaultCode,
    message: string,
  ) {
    super(message);
  }
}
