import { caller } from '../server/context';
import { type Door } from './door';

/** The passport of a promotion that was approved; docs/spec/passport.md. */
export const passportDoor: Door = {
  method: 'get',
  path: '/v1/promotions/:promotionId/passport',
  permission: 'audit.read',
  handle: async (context) => {
    const { request, response, services } = context;
    const promotionId = String(request.params['promotionId']);
    const { bytes, fileName } = await services.passports.passport(caller(context), promotionId);
    response.status(200).type('application/zip');
    response.setHeader('content-disposition', `attachment; filename="${fileName}"`);
    response.setHeader('cache-control', 'no-store');
    response.send(Buffer.from(bytes));
  },
};
