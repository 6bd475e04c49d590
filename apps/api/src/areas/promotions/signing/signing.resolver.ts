import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { type Context } from '../../../server/context';
import { Permit } from '../../../server/permit';
import { passkeyCaller } from '../../access/passkey-site';
import { SignatureRequestInput, SignatureRequestType } from './signing.schema';

@Resolver()
export class SigningResolver {
  @Permit('promotion.vote')
  @Query(() => SignatureRequestType, {
    description: 'What a vote of yours would be printed with, and what to ask your passkey for to sign it.',
  })
  async signatureRequest(
    @Arg('input', () => SignatureRequestInput) input: SignatureRequestInput,
    @Ctx() context: Context,
  ): Promise<SignatureRequestType> {
    const { promotionId, comment, decision, onBehalfOf } = input;
    const request = await context.services.signing.request(passkeyCaller(context), {
      ...{ promotionId, comment, decision: decision ?? 'reinstate' },
      ...(onBehalfOf != null && { onBehalfOf }),
    });
    return Object.assign(new SignatureRequestType(), request);
  }
}
