/** A step of the seeding that the server refused or failed; the message names the step. */
export class SeedError extends Error {
  constructor(step, reason) {
    super(`The demo could not be seeded: ${step}: ${reason}`);
    this.name = 'SeedError';
  }
}

/**
 * Signs in as a persona of the demo and speaks the public API in its name.
 *
 * @param {string} url address of the server, without a path
 * @param {string} persona key such as 'dana'
 */
export function signIn(url, persona) {
  return signInWith(url, { step: `sign in as ${persona}`, input: { persona } });
}

/** Signs in by any way, such as by an invitation. */
export async function signInWith(url, { step, input }) {
  const document = `mutation ($input: SignInInput!) { signIn(input: $input) {
    __typename ... on SignedIn { viewer { actor { id name } } } ... on Refusal { code message } } }`;
  const { body, response } = await post({ url, step, body: { query: document, variables: { input } } });
  const { viewer } = accepted(step, body.data.signIn);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  if (cookie === '') throw new SeedError(step, 'the server set no session cookie');
  return {
    actor: viewer.actor,
    /** Runs an operation; a union result that is a refusal stops the seeding. */
    run: async ({ step: name, document: query, variables = {} }) => {
      const answer = await post({ url, step: name, cookie, body: { query, variables } });
      const [field] = Object.keys(answer.body.data);
      return accepted(name, answer.body.data[field]);
    },
    /** Sends a file; the answer's id names it in mutations. */
    upload: (file) => upload({ url, cookie }, file),
  };
}

async function post({ url, step, cookie, body: sent }) {
  const response = await send(step, `${url}/graphql`, {
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(sent),
  });
  const body = await parsed(step, response);
  if (body.errors?.length) throw new SeedError(step, body.errors.map((error) => error.message).join('; '));
  if (!response.ok || !body.data) throw new SeedError(step, `the server answered ${response.status}`);
  return { body, response };
}

async function upload({ url, cookie }, { fileName, bytes }) {
  const step = `upload ${fileName}`;
  const response = await send(step, `${url}/v1/uploads`, {
    headers: {
      cookie,
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(fileName),
      'apollo-require-preflight': '1',
    },
    body: bytes,
  });
  const body = await parsed(step, response);
  if (!response.ok)
    throw new SeedError(step, body.detail ?? body.title ?? `the server answered ${response.status}`);
  return body.id;
}

async function send(step, address, request) {
  try {
    return await fetch(address, { method: 'POST', ...request });
  } catch (error) {
    throw new SeedError(step, `${address} cannot be reached (${error.cause?.code ?? error.message})`);
  }
}

async function parsed(step, response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new SeedError(step, `the server answered ${response.status} with something that is not JSON`);
  }
}

function accepted(step, result) {
  if (result?.__typename === 'Refusal') throw new SeedError(step, `${result.code}: ${result.message}`);
  return result;
}
