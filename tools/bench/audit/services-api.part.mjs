import { withServices } from './api-workbench.mjs';
import { rowsOf, underLoad } from './callers.mjs';

const warmUp = 500;
const calls = 5000;

/** Audited mutations through the service layer: 16 callers register models in one workspace, checkpoints and all. */
export function measure(load) {
  return withServices(async ({ services, actor }) => {
    const call = async (index) => {
      const request = { name: `model-${index}`, purpose: 'Benchmark.', task: 'binary', riskTier: 'low' };
      const answer = await services.registration.registerModel(actor, request);
      if (!('result' in answer)) throw new Error(answer.message);
    };
    await underLoad({ callers: 16, calls: warmUp, call: (index) => call(-1 - index) });
    const measured = await underLoad({ callers: 16, calls, call });
    const { signingFault, checkpoint } = await services.auditLog.head(actor);
    if (signingFault !== null || !checkpoint) throw new Error(`nothing was signed: ${signingFault}`);
    return rowsOf('audited mutations by 16 callers in one workspace, service layer', measured);
  }, load);
}
