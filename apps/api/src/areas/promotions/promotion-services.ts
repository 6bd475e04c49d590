import { type Database } from '../../database/database';
import { type DatasetsService } from '../datasets/datasets.service';
import { type ModelsService } from '../models/models.service';
import { ClassificationService } from '../models/classification.service';
import { ActivationService } from './activation.service';
import { ChangesService } from './changes.service';
import { GateService } from './gate.service';
import { type EvidenceSources } from './evaluate-gates';
import { InboxService } from './inbox.service';
import { PolicyChangesService } from './policy-changes.service';
import { PolicyReviewService } from './policy-review.service';
import { holdDecisions } from './publish-policy';
import { PoliciesService } from './policies.service';
import { PromotionsService } from './promotions.service';
import { RequestService } from './request.service';
import { ReviewService } from './review.service';
import { RollbackService } from './rollback.service';
import { TermsService } from './terms.service';
import { SuspensionService } from './suspension.service';

interface Sources extends EvidenceSources {
  datasets: DatasetsService;
  models: ModelsService;
}

/** The use cases of this area, one service each. */
export function makePromotionServices(database: Database, { datasets, models, ...evidence }: Sources) {
  const policies = new PoliciesService(database);
  const promotions = new PromotionsService(database);
  return {
    ...{ policies, promotions, inbox: new InboxService(database) },
    promotionChanges: new ChangesService(database, { datasets, evidence, models, promotions }),
    promotionRequests: new RequestService(database, { models, policies, evidence }),
    gate: new GateService(database, { models, policies, evidence }),
    reviews: new ReviewService(database, { policies, evidence }),
    policyChanges: new PolicyChangesService(database),
    policyReviews: new PolicyReviewService(database, { evidence }),
    classification: new ClassificationService(database, holdDecisions),
    rollbacks: new RollbackService(database, { models }),
    terms: new TermsService(database),
    suspensions: new SuspensionService(database, { policies }),
    activations: new ActivationService(database, { models, policies, evidence }),
  };
}
