import { rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { startTrialServer, trialDataDir } from '../../set-up/trial-server.mjs';
import { rowsOf, underLoad } from './callers.mjs';

const callers = 16;
/** The compiler is at work in the first two seconds. */
const warmUp = 1500;
const calls = 5000;
const register = `mutation ($name: String!) { registerModel(input: { name: $name, purpose: "Benchmark." }) {
  __typename ... on ModelRegistered { model { id } } ... on Refusal { message } } }`;

/** The same through HTTP and GraphQL: a server of its own process, callers with a session and a connection each. */
export async function measure(program = 'apps/api/dist/main.js') {
  const dataDir = trialDataDir();
  const server = await startTrialServer({ dataDir, program, env: { DEMO: 'on' } });
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  try {
    const post = poster(server.url, agent);
    const cookie = await signIn(post);
    const call = async (index) => {
      const { body } = await post({ query: register, variables: { name: `model-${index}` } }, cookie);
      if (!body.data?.registerModel.model) throw new Error(JSON.stringify(body));
    };
    await underLoad({ callers, calls: warmUp, call: (index) => call(-1 - index) });
    const measured = await underLoad({ callers, calls, call });
    return rowsOf('audited mutations by 16 callers in one workspace, HTTP and GraphQL', measured);
  } finally {
    agent.destroy();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function signIn(post) {
  const query = 'mutation { signIn(input: { persona: "dana" }) { __typename } }';
  const { body, cookie } = await post({ query });
  if (!cookie) throw new Error(`nobody could sign in: ${JSON.stringify(body)}`);
  return cookie;
}

/** By the platform's own client, since the caller's share of the two cores is measured too. */
function poster(url, agent) {
  const { hostname, port } = new URL(url);
  return (content, cookie) =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', ...(cookie && { cookie }) };
      const options = { hostname, port, path: '/graphql', method: 'POST', agent, headers };
      const sent = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => (text += part));
        response.on('error', reject).on('end', () => {
          const [set] = response.headers['set-cookie'] ?? [];
          resolve({ body: JSON.parse(text), cookie: set?.split(';')[0] });
        });
      });
      sent.on('error', reject).end(JSON.stringify(content));
    });
}
