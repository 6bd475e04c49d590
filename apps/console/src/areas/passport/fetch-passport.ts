import { doorFailure, readJson } from '../../app/door';

/** A passport as its door handed it out. */
export interface TakenPassport {
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Takes a passport from its door; the audit log records each time. Throws DoorFailure. */
export async function fetchPassport(promotionId: string): Promise<TakenPassport> {
  const response = await fetch(`/v1/promotions/${encodeURIComponent(promotionId)}/passport`, {
    credentials: 'same-origin',
  });
  if (!response.ok) throw doorFailure(await readJson(response), response);
  return { fileName: `passport-${promotionId}.zip`, bytes: new Uint8Array(await response.arrayBuffer()) };
}
