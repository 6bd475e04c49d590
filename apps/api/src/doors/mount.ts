import { type Express, type RequestHandler } from 'express';
import { type Logger } from 'pino';
import { answerProblem } from '../server/answer-problem';
import { Context } from '../server/context';
import { requirePermission } from '../server/permit';
import { Problem } from '../server/problem';
import { type Services } from '../server/services';
import { admissionDoors } from './admission';
import { auditDoors } from './audit-export';
import { type Door } from './door';
import { fairnessReportDoors } from './fairness-report';
import { gateDoor } from './gate';
import { healthDoors } from './health';
import { passportDoor } from './passport';
import { publishedSummaryDoor } from './published-summary';
import { signInDoors } from './sign-in';
import { uploadDoors } from './upload';

/** Every route beside GraphQL and the console's files. */
export const doors: readonly Door[] = [
  ...admissionDoors,
  ...auditDoors,
  ...fairnessReportDoors,
  gateDoor,
  ...healthDoors,
  passportDoor,
  publishedSummaryDoor,
  ...signInDoors,
  ...uploadDoors,
];

/** Gives every door its route, behind the guard. */
export function mountDoors(
  app: Express,
  { services, logger, all }: { services: Services; logger: Logger; all: readonly Door[] },
): void {
  for (const door of all) {
    const refuse = refuseMethod(door);
    const handle: RequestHandler = async (request, response, next) => {
      try {
        if (request.method === 'HEAD' && !door.head) return refuse(request, response, next);
        await pass(door, { services, request, response });
      } catch (error) {
        answerProblem(response, error, logger);
      }
    };
    app.route(door.path)[door.method](handle).all(refuse);
  }
}

async function pass(door: Door, http: Pick<Context, 'request' | 'response' | 'services'>): Promise<void> {
  if (door.permission === 'anyone') return door.handle(http);
  const context = await Context.of(http.services, http.request, http.response);
  requirePermission(context, door.permission);
  return door.handle(context);
}

/** Answers every other method of a path, OPTIONS among them: no other origin is ever told that it may come in. */
export function refuseMethod({ method, head }: Pick<Door, 'method' | 'head'>): RequestHandler {
  const allowed = head ? 'GET, HEAD' : method.toUpperCase();
  return (request, response) => {
    response.setHeader('allow', allowed);
    throw new Problem('METHOD_NOT_ALLOWED', `${request.method} is not for this path; it takes ${allowed}.`);
  };
}
