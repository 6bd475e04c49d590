import { once } from 'node:events';
import { type Request, type Response } from 'express';
import { caller } from '../server/context';
import { Problem } from '../server/problem';
import { TimeLimit } from '../server/time-limit';
import { type Door } from './door';

/** A reader that takes nothing for so long has gone. */
const patienceMs = 60_000;

/** A range of the audit log as a bundle: NDJSON that can be verified without this server. */
const exportAuditLog: Door = {
  method: 'get',
  path: '/v1/audit/export',
  permission: 'audit.read',
  handle: async (context) => {
    const { request, response, services } = context;
    const actor = caller(context);
    const requested = { from: sequenceOf(request, 'from'), to: sequenceOf(request, 'to') };
    try {
      await services.auditExport.export(actor, requested, async (text, { from, to }) => {
        if (!response.headersSent) announce(response, `audit-${actor.workspaceId}-${from}-${to}.ndjson`);
        await send(response, text);
      });
    } catch (error) {
      // Nobody is left to be told. Of an export that fails, the connection is destroyed: it never looks complete.
      if (response.closed) return;
      throw error;
    }
    response.end();
  },
};

function sequenceOf({ query }: Request, field: string): number | undefined {
  const text = query[field];
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^[1-9][0-9]{0,15}$/.test(text)) return Number(text);
  throw new Problem('BAD_INPUT', `${field} must be the sequence of an entry: a whole number from 1.`, {
    field,
  });
}

function announce(response: Response, fileName: string): void {
  response.status(200).type('application/x-ndjson');
  response.setHeader('content-disposition', `attachment; filename="${fileName}"`);
  response.setHeader('cache-control', 'no-store');
}

/** Resolves when the reader is ready for more; rejects when they have gone. */
async function send(response: Response, text: string): Promise<void> {
  if (response.closed) throw new Error('The reader of an export has gone.');
  if (response.write(text)) return;
  const gone = new AbortController();
  const leave = () => gone.abort();
  response.once('close', leave);
  const limit = new TimeLimit(patienceMs, gone.signal);
  try {
    await once(response, 'drain', { signal: limit.signal });
  } finally {
    limit.end();
    response.off('close', leave);
  }
}

export const auditDoors = [exportAuditLog];
