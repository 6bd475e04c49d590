import { z } from 'zod';
import { Problem } from '../server/problem';

const names = z.record(z.string(), z.string()).nullish();
const metadata = z.object({ annotations: names, deletionTimestamp: z.string().nullish() }).nullish();
const containers = z.array(z.object({ name: z.string() })).nullish();
const podSpec = z.object({ containers, initContainers: containers }).nullish();
const template = z.object({ metadata, spec: podSpec });

const anything = z.object({ metadata });
const pod = z.object({ metadata, spec: podSpec });
const withTemplate = z.object({ metadata, spec: z.object({ template: template.nullish() }).nullish() });
const withJob = z.object({
  metadata,
  spec: z.object({ jobTemplate: z.object({ spec: withTemplate.shape.spec }).nullish() }).nullish(),
});

const review = z.object({
  apiVersion: z.literal('admission.k8s.io/v1'),
  kind: z.literal('AdmissionReview'),
  request: z.object({
    uid: z.string().regex(/^[!-~]{1,128}$/),
    kind: z.object({ group: z.string(), version: z.string(), kind: z.string() }),
    operation: z.enum(['CREATE', 'UPDATE', 'DELETE', 'CONNECT']),
    // Where there is none, API servers say null; the contract lets it be absent.
    object: z.unknown().optional(),
    oldObject: z.unknown().optional(),
  }),
});

/** What an object says of the pods that it is, or that it will make. */
export interface ReviewedObject {
  annotations: Readonly<Record<string, string>>;
  /** Names of the pod's containers; null where nothing is known of them. */
  containers: readonly string[] | null;
  /** Somebody has asked for its end: what changes it further only cleans up. */
  isEnding: boolean;
}

/** What an API server asks. */
export interface AdmissionQuestion {
  uid: string;
  operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  object: ReviewedObject | null;
  oldObject: ReviewedObject | null;
}

/** Reads an AdmissionReview, version 1. @throws Problem BAD_INPUT that names the place */
export function readAdmissionReview(body: unknown): AdmissionQuestion {
  const { uid, operation, kind, object, oldObject } = parsed(review, body, []).request;
  const read = (field: string, value: unknown) =>
    value === undefined || value === null ? null : objectOf(`${kind.group}/${kind.kind}`, value, field);
  const asked = { uid, operation, object: read('object', object), oldObject: read('oldObject', oldObject) };
  const isMade = operation === 'CREATE' || operation === 'UPDATE';
  if (isMade && !asked.object)
    throw new Problem('BAD_INPUT', 'The review holds no object.', { field: 'request.object' });
  return asked;
}

/** Kinds that make pods from a template; pods of all others are reviewed by themselves. */
const makers = [
  ...['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'],
  ...['batch/Job', '/ReplicationController'],
];

function objectOf(kind: string, value: unknown, field: string): ReviewedObject {
  const path = ['request', field];
  if (kind === '/Pod') {
    const own = parsed(pod, value, path);
    return reviewed(own, own.metadata);
  }
  if (makers.includes(kind)) {
    const maker = parsed(withTemplate, value, path);
    return reviewed(maker.spec?.template, maker.metadata);
  }
  if (kind === 'batch/CronJob') {
    const maker = parsed(withJob, value, path);
    return reviewed(maker.spec?.jobTemplate?.spec?.template, maker.metadata);
  }
  const { metadata: own } = parsed(anything, value, path);
  return { annotations: own?.annotations ?? {}, containers: null, isEnding: isEnding(own) };
}

/** Of a maker the template counts, since its pods carry what stands there. */
function reviewed(
  made: z.infer<typeof template> | null | undefined,
  own: z.infer<typeof metadata>,
): ReviewedObject {
  const { containers: main, initContainers: first } = made?.spec ?? {};
  return {
    annotations: made?.metadata?.annotations ?? {},
    containers: [...(first ?? []), ...(main ?? [])].map(({ name }) => name),
    isEnding: isEnding(own),
  };
}

function isEnding(own: z.infer<typeof metadata>): boolean {
  return Boolean(own?.deletionTimestamp);
}

function parsed<Shape extends z.ZodType>(shape: Shape, value: unknown, above: string[]): z.infer<Shape> {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  // The name of an annotation is anybody's text; what is not plain is not said again.
  const path = [...above, ...(issue?.path ?? [])].map((step) =>
    /^[\w./-]+$/.test(String(step)) ? step : '?',
  );
  throw new Problem('BAD_INPUT', 'The body is no AdmissionReview of admission.k8s.io/v1.', {
    field: path.join('.') || 'body',
  });
}
