'use strict';

/** Second version of the checkout sample: the same answer plus a discount, so that a canary can be told from the baseline. */
exports.handler = async (event = {}) => {
  const items = Array.isArray(event.items) ? event.items : [];
  const total = items.reduce((sum, item) => sum + Number(item.price ?? 0), 0);
  const discountPercent = Number(process.env.DISCOUNT_PERCENT ?? 10);
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      release: 'v2',
      colour: 'green',
      greeting: process.env.GREETING ?? 'Welcome to the new shop',
      shopper: event.shopper ?? 'anonymous',
      discountPercent,
      total: Math.round(total * (100 - discountPercent)) / 100,
    }),
  };
};
