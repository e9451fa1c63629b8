/** Stands in the bundle for zod's English: the contract has words of its own for each kind of issue. */
export default () => ({});
