import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { caller, type Context } from '../../server/context';
import { Permit } from '../../server/permit';
import { PageArgs } from '../../wire/page-args';
import { orRecorded } from '../../wire/recorded-change';
import { type RefusalType } from '../../wire/refusal';
import { optionalWorkspace } from './access.schema';
import { type TrustedWorkload } from './workload-trusts.service';
import {
  EndWorkloadTrustResult,
  TrustWorkloadInput,
  TrustWorkloadResult,
  WorkloadTrustConnection,
  WorkloadTrusted,
  WorkloadTrustEnded,
  WorkloadTrustType,
} from './workload.schema';

@Resolver()
export class WorkloadResolver {
  @Permit('access.read')
  @Query(() => WorkloadTrustConnection, {
    description: 'Services that are known by tokens of an issuer, newest first.',
  })
  async workloadTrusts(@Args() bounds: PageArgs, @Ctx() context: Context) {
    const page = await context.services.workloadTrusts.list(caller(context), bounds);
    return WorkloadTrustConnection.of(page, WorkloadTrustType.of);
  }

  @Permit('token.create')
  @Mutation(() => TrustWorkloadResult, {
    description: 'Lets signed tokens of an issuer stand for a service, in place of a stored secret.',
  })
  trustWorkload(
    @Arg('input', () => TrustWorkloadInput) input: TrustWorkloadInput,
    @Ctx() context: Context,
  ): Promise<WorkloadTrusted | RefusalType> {
    const answer = context.services.workloadTrusts.trust(caller(context), input);
    return orRecorded(answer, (result) => Object.assign(new WorkloadTrusted(), wireOf(result)));
  }

  @Permit('token.revoke')
  @Mutation(() => EndWorkloadTrustResult, { description: 'Ends a trust, at the next request everywhere.' })
  endWorkloadTrust(
    @Arg('id', () => ID) id: string,
    @Arg('workspace', () => String, optionalWorkspace) workspace: string | null,
    @Ctx() context: Context,
  ): Promise<WorkloadTrustEnded | RefusalType> {
    const answer = context.services.workloadTrusts.end(caller(context), { id, workspace });
    return orRecorded(answer, (result) => Object.assign(new WorkloadTrustEnded(), wireOf(result)));
  }
}

const wireOf = (result: TrustedWorkload) => ({ workloadTrust: WorkloadTrustType.of(result) });
