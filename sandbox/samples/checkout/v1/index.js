'use strict';

/** First version of the checkout sample: greets the shopper and adds the prices up. */
exports.handler = async (event = {}) => {
  const items = Array.isArray(event.items) ? event.items : [];
  const total = items.reduce((sum, item) => sum + Number(item.price ?? 0), 0);
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      release: 'v1',
      colour: 'blue',
      greeting: process.env.GREETING ?? 'Welcome to the shop',
      shopper: event.shopper ?? 'anonymous',
      total,
    }),
  };
};
