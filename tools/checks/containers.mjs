// Reads Dockerfile and docker-compose.yml the way a reviewer would: pinned images, no root, nothing open to the world.
import { parse } from 'yaml';

const isPinned = (image) => /:[\w.-]+$/.test(image) && !/:latest$/.test(image);

/** The instructions of a Dockerfile, continuation lines joined. */
function instructionsOf(dockerfile) {
  const joined = dockerfile.replace(/^\s*#.*$/gm, '').replace(/\\\n\s*/g, ' ');
  const lines = joined.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, name, rest] = /^\s*(\w+)\s+(.*)$/.exec(line) ?? [undefined, line.trim(), ''];
    return { name: name.toUpperCase(), rest: rest.trim() };
  });
}

function stagesOf(instructions) {
  const stages = [];
  for (const each of instructions) {
    if (each.name === 'FROM') stages.push({ image: each.rest.split(/\s+/)[0], instructions: [] });
    else stages.at(-1)?.instructions.push(each);
  }
  return stages;
}

const known = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

/** The words of an exec-form CMD, or null. */
function commandOf(text) {
  try {
    const words = JSON.parse(text);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} dockerfile its text
 * @param {(path: string) => boolean} exists whether a path of the checkout is there after the build
 * @returns {{ problems: string[], command: string[] }} command: what the image runs
 */
export function checkDockerfile(dockerfile, exists) {
  const instructions = instructionsOf(dockerfile);
  const stages = stagesOf(instructions);
  const names = [...dockerfile.matchAll(/^FROM\s+\S+\s+AS\s+(\S+)/gim)].map(([, name]) => name);
  const last = (name) => stages.at(-1)?.instructions.findLast((each) => each.name === name)?.rest;
  const unknown = instructions
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => `${name} is no instruction`);
  const loose = stages.filter(({ image }) => !names.includes(image) && !isPinned(image));
  const problems = [...unknown, ...loose.map(({ image }) => `${image} has no tag, or the tag latest`)];
  const user = last('USER');
  if (!user || /^(root|0)\b/.test(user)) problems.push('the image runs as root');
  if (!last('HEALTHCHECK')?.includes('/healthz')) problems.push('no HEALTHCHECK asks /healthz');
  const command = commandOf(last('CMD') ?? '') ?? [];
  if (command[0] !== 'node') problems.push('CMD is not the exec form of a node command');
  else if (!exists(command[1] ?? '')) problems.push(`CMD runs ${command[1]}, which the build does not make`);
  return { problems: problems.map((problem) => `Dockerfile: ${problem}`), command };
}

function problemsOfService(name, service) {
  const problems = [];
  if (!service.image && !service.build) problems.push('has neither image nor build');
  if (service.image && !service.build && !isPinned(service.image))
    problems.push(`${service.image} has no fixed tag`);
  for (const port of service.ports ?? []) {
    if (!String(port).startsWith('127.0.0.1:')) problems.push(`port ${port} is open to the network`);
  }
  for (const [key, value] of Object.entries(service.environment ?? {})) {
    if (/PASSWORD|SECRET|TOKEN/.test(key) && !/^\$\{\w+:\?/.test(String(value))) {
      problems.push(`${key} is not required from the environment`);
    }
  }
  if (service.privileged) problems.push('is privileged');
  return problems.map((problem) => `${name}: ${problem}`);
}

/** @param {string} text of docker-compose.yml @returns {string[]} problems */
export function checkCompose(text) {
  const { services = {}, volumes = {} } = parse(text);
  const problems = Object.entries(services).flatMap(([name, service]) => problemsOfService(name, service));
  for (const [name, { depends_on: needs = {}, volumes: mounts = [] }] of Object.entries(services)) {
    for (const other of Array.isArray(needs) ? needs : Object.keys(needs)) {
      if (!services[other]) problems.push(`${name}: depends on ${other}, which is no service`);
    }
    for (const mount of mounts) {
      const source = String(mount).split(':')[0];
      if (!/^[./]/.test(source) && !(source in volumes)) problems.push(`${name}: ${source} is no volume`);
    }
  }
  if (!Object.values(services).some(({ build }) => build))
    problems.push('no service is built from the Dockerfile');
  return problems.map((problem) => `docker-compose.yml: ${problem}`);
}
