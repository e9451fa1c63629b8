'use strict';

/** Third version of the checkout sample, with a bug: it fails one call in five, so that a guarded rollout has something to find. */
exports.handler = async (event = {}) => {
  const failurePercent = Number(process.env.FAILURE_PERCENT ?? 20);
  if (Math.random() * 100 < failurePercent) {
    throw new Error('The discount service does not respond');
  }
  const items = Array.isArray(event.items) ? event.items : [];
  const total = items.reduce((sum, item) => sum + Number(item.price ?? 0), 0);
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      release: 'v3',
      colour: 'red',
      greeting: process.env.GREETING ?? 'Welcome to the newest shop',
      shopper: event.shopper ?? 'anonymous',
      total,
    }),
  };
};
