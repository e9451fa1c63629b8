/** Stands in for files that a test does not need: styles, pictures, and modules that core imports and npm does not have. */
module.exports = {};
