import { type Database } from '../../database/database';
import { type DatasetsService } from '../datasets/datasets.service';
import { type ModelsService } from '../models/models.service';
import { ClassificationService } from '../models/classification.service';
import { ActivationService } from './places/activation.service';
import { ChangesService } from './changes.service';
import { DelegationsService } from './delegations/delegations.service';
import { EmergencyService } from './emergencies/emergency.service';
import { DiscussionService } from './discussion/discussion.service';
import { GateService } from './gate/gate.service';
import { type EvidenceSources } from './gate/evaluate-gates';
import { InboxService } from './inbox.service';
import { PolicyChangesService } from './policies/policy-changes.service';
import { PolicyReviewService } from './policies/policy-review.service';
import { holdDecisions } from './policies/publish-policy';
import { PoliciesService } from './policies/policies.service';
import { PromotionsService } from './promotions.service';
import { RequestService } from './request.service';
import { ReviewService } from './votes/review.service';
import { RollbackReviewService } from './rollback/rollback-review.service';
import { RollbackService } from './rollback/rollback.service';
import { TermsService } from './terms.service';
import { SuspensionService } from './suspensions/suspension.service';
import { WaiverService } from './waivers/waiver.service';

interface Sources extends EvidenceSources {
  datasets: DatasetsService;
  models: ModelsService;
}

/** The use cases of this area, one service each. */
export function makePromotionServices(database: Database, { datasets, models, ...evidence }: Sources) {
  const policies = new PoliciesService(database);
  const promotions = new PromotionsService(database);
  const policyChanges = new PolicyChangesService(database);
  return {
    ...{ policies, promotions, policyChanges, inbox: new InboxService(database, { policyChanges }) },
    promotionChanges: new ChangesService(database, { datasets, evidence, models, promotions }),
    discussion: new DiscussionService(database),
    promotionRequests: new RequestService(database, { models, policies, evidence }),
    delegations: new DelegationsService(database, { models }),
    gate: new GateService(database, { models, policies, evidence }),
    reviews: new ReviewService(database, { models, policies, evidence }),
    policyReviews: new PolicyReviewService(database, { evidence }),
    classification: new ClassificationService(database, holdDecisions),
    rollbacks: new RollbackService(database, { models }),
    rollbackReviews: new RollbackReviewService(database),
    terms: new TermsService(database),
    suspensions: new SuspensionService(database, { policies, evidence }),
    emergencies: new EmergencyService(database, { models, policies, evidence }),
    waivers: new WaiverService(database, { policies, evidence }),
    activations: new ActivationService(database, { models, policies, evidence }),
  };
}
