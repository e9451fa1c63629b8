const { dirname } = require('node:path');

/**
 * jsdom that looks for an element's CSS rules once as long as the page does not change. Whoever looks for a role or an accessible name asks
 * for the style of every element on the way, and for each of them jsdom matches every rule with all of its ancestors anew (visibility is
 * inherited): two thirds of what the tests of forms took. The rules that are found are the same.
 */
const environment = require.resolve('jest-environment-jsdom');
// The copy that the environment uses, before it takes the function over.
const styleRules = require(
  require.resolve('jsdom/lib/jsdom/living/helpers/style-rules.js', { paths: [dirname(environment)] }),
);
const findRules = styleRules.forEachMatchingSheetRuleOfElement;
if (typeof findRules !== 'function')
  throw new Error('This jsdom finds CSS rules in another way: look whether pageEnvironment.js is still needed.');

const found = new WeakMap();

styleRules.forEachMatchingSheetRuleOfElement = (element, handleRule) => {
  if (!element.isConnected) return findRules(element, handleRule);
  // jsdom counts every change of a page there.
  const version = element._ownerDocument._version;
  let kept = found.get(element);
  if (kept === undefined || kept.version !== version) {
    kept = { version, rules: [] };
    findRules(element, (rule) => kept.rules.push(rule));
    found.set(element, kept);
  }
  kept.rules.forEach(handleRule);
};

module.exports = require('../../test/sharedEnvironment')(require(environment).TestEnvironment);
