import { type Database } from '../../database/database';
import { type ModelsService } from '../models/models.service';
import { ActivationService } from './activation.service';
import { GateService } from './gate.service';
import { type EvidenceSources } from './evaluate-gates';
import { PoliciesService } from './policies.service';
import { PromotionsService } from './promotions.service';
import { RequestService } from './request.service';
import { ReviewService } from './review.service';

interface Sources extends EvidenceSources {
  models: ModelsService;
}

/** The use cases of this area, one service each. */
export function makePromotionServices(database: Database, { models, ...evidence }: Sources) {
  const policies = new PoliciesService(database);
  return {
    policies,
    promotions: new PromotionsService(database),
    promotionRequests: new RequestService(database, { models, policies, evidence }),
    gate: new GateService(database, { models, policies, evidence }),
    reviews: new ReviewService(database, { policies, evidence }),
    activations: new ActivationService(database, { models, policies, evidence }),
  };
}
