import { type AuditEndReason, type AuditValidity } from '@countersign/domain/fairness';
import { Field, GraphQLISODateTime, ObjectType } from 'type-graphql';
import { wireEnum } from '../../wire/wire-enum';

const AuditEndReasonEnum = wireEnum('FairnessAuditEndReason', 'Why an audit holds no longer.', {
  expired: 'It ran more than 365 days ago.',
  newer_audit: 'There is a newer audit of the same version.',
  replaced: 'Another artefact serves under an alias that the version held.',
  alert: 'A monitor of the version gave an alert after the audit.',
  newer_data: 'A newer version of the audited dataset was registered after the audit.',
  other_policy: 'Releases are judged by another fairness gate since a policy published after the audit.',
  other_law: 'A law pack that it was judged by has another version now.',
});

@ObjectType('FairnessAuditEnd', { description: 'One reason why an audit holds no longer.' })
export class FairnessAuditEndType {
  @Field(() => AuditEndReasonEnum, { description: 'Which, for programs.' })
  reason!: AuditEndReason;

  @Field(() => GraphQLISODateTime, { description: 'Since when.' })
  at!: Date;

  @Field({ description: 'Which, for people.' })
  message!: string;
}

@ObjectType('FairnessAuditValidity', { description: 'Whether an audit still speaks of what serves.' })
export class FairnessAuditValidityType {
  @Field(() => GraphQLISODateTime, { description: 'When it ends at the latest: 365 days after it ran.' })
  until!: Date;

  @Field(() => [FairnessAuditEndType], {
    description: 'Every reason why it holds no longer, the earliest first; empty while it holds.',
  })
  ended!: FairnessAuditEndType[];

  static of({ until, ended }: AuditValidity): FairnessAuditValidityType {
    return Object.assign(new FairnessAuditValidityType(), {
      until: new Date(until),
      ended: ended.map(({ reason, at, message }) =>
        Object.assign(new FairnessAuditEndType(), { reason, at: new Date(at), message }),
      ),
    });
  }
}
