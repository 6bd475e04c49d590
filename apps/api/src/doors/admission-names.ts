import { type Environment } from '@countersign/domain/approvals';
import { isStorable } from '../server/storable-text';
import { isName } from '../wire/plain-text';
import { type ReviewedObject } from './admission-review';

/** A name that nobody can own: `.internal` is set apart for private use. */
const prefix = 'countersign.internal/';
const environments: readonly string[] = ['staging', 'production'] satisfies Environment[];
const longest = 200;
const mostVersions = 20;

/** A version that a pod says it serves. */
export interface NamedVersion {
  model: string;
  version: string;
  environment: Environment;
  alias: string;
}

/** What the annotations of an object name; faults are sentences for whoever wrote them. */
export interface Naming {
  versions: NamedVersion[];
  faults: string[];
}

type Member = 'model' | 'version' | 'environment' | 'alias';
const members: readonly string[] = ['model', 'version', 'environment', 'alias'] satisfies Member[];
/** Everything that can be said of so many containers and of the pod as a whole. */
const mostAnnotations = (mostVersions + 1) * members.length;

/** By container, '' for the pod as a whole: what is said of it. */
type Said = Map<string, Partial<Record<Member, string>>>;

/**
 * Reads `countersign.internal/model`, `version`, `environment` and `alias` of a pod, each for the whole of it or, with the
 * name of a container behind a dot, for that one. Whatever is wrong is a fault: a slip of the pen lets nothing through.
 */
export function namedVersions(object: ReviewedObject): Naming {
  const said: Said = new Map();
  const own = ownAnnotations(object);
  // Each would be looked for among the containers, and be a sentence of its own.
  if (own.length > mostAnnotations)
    return { versions: [], faults: [`More than ${mostAnnotations} annotations begin with ${prefix}.`] };
  const faults = own.flatMap(([key, value]) => take(said, { key: key.slice(prefix.length), value }));
  const strangers = [...said.keys()].filter(
    (name) => name !== '' && object.containers?.includes(name) === false,
  );
  faults.push(
    ...strangers.map((name) => `An annotation names the container ${shown(name)}, and there is none.`),
  );
  const whole = said.get('') ?? {};
  // What is said of the place alone is what containers fall back on.
  const named = [...said].filter(
    ([name, { model, version }]) => name !== '' || (model ?? version) !== undefined || said.size === 1,
  );
  if (named.length > mostVersions) faults.push(`More than ${mostVersions} versions are named.`);
  if (faults.length > 0) return { versions: [], faults };
  const read = named.map(([name, each]) => complete(name, each, whole));
  return {
    versions: read.filter((each) => typeof each !== 'string'),
    faults: read.filter((each) => typeof each === 'string'),
  };
}

/** Whether two objects say the same of what they serve. */
export function saysTheSame(one: ReviewedObject, other: ReviewedObject): boolean {
  const [first, second] = [one, other].map((object) => JSON.stringify(ownAnnotations(object).sort()));
  return first === second;
}

function ownAnnotations({ annotations }: ReviewedObject): [string, string][] {
  return Object.entries(annotations).filter(([key]) => key.startsWith(prefix));
}

/** Puts one annotation where it belongs; answers its faults. */
function take(said: Said, { key, value }: { key: string; value: string }): string[] {
  const dot = key.indexOf('.');
  const [member, container] = dot < 0 ? [key, ''] : [key.slice(0, dot), key.slice(dot + 1)];
  if (!members.includes(member) || (dot >= 0 && container === ''))
    return [`The annotation ${prefix}${shown(key)} is none of ${members.join(', ')}.`];
  if (!isName(value, longest) || !isStorable(value))
    return [`The annotation ${prefix}${shown(key)} must be a plain text of at most ${longest} characters.`];
  said.set(container, { ...said.get(container), [member]: value });
  return [];
}

function complete(
  container: string,
  own: Partial<Record<Member, string>>,
  whole: Partial<Record<Member, string>>,
): NamedVersion | string {
  const { model, version } = own;
  const { environment, alias = 'champion' } = { ...whole, ...own };
  const where = container === '' ? 'The pod' : `The container ${shown(container)}`;
  if (model === undefined || version === undefined)
    return `${where} must name a model and a version together: ${prefix}model and ${prefix}version.`;
  if (environment === undefined || !environments.includes(environment))
    return `${where} must say for which environment: ${prefix}environment is one of ${environments.join(', ')}.`;
  return { model, version, environment: environment as Environment, alias };
}

/** Names that Kubernetes would take are plain; what is not is not said again. */
function shown(name: string): string {
  return /^[\w.-]{1,63}$/.test(name) ? name : '(not a plain name)';
}
