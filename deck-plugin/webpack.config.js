const { join } = require('node:path');
const webpack = require('webpack');

/** Deck offers its own copies of these to plugins; a second React, core or formik would break its forms. Source: core's plugin loader. */
const SHARED = /^(?:react|react-dom|lodash|rxjs|prop-types|@spinnaker\/core|@uirouter\/(?:core|react))$/;
const shared = ({ request }, callback) =>
  SHARED.test(request)
    ? callback(null, `window.spinnaker.plugins.sharedLibraries.${request.replace(/\W/g, '_')}`)
    : callback();

/** Where zod's types of schemas are, with all that they can do. */
const ZOD_SCHEMAS = /[\\/]zod[\\/]v4[\\/]classic[\\/]schemas\.js$/;
const stub = (name) => join(__dirname, 'zodStubs', `${name}.js`);

/** One ES module: Deck imports it natively, and Gate serves a plugin's assets by a single path segment, so there can be no chunks. */
module.exports = {
  mode: 'production',
  target: ['web', 'es2020'],
  context: __dirname,
  devtool: false,
  entry: './src/index.ts',
  experiments: { outputModule: true },
  output: {
    path: join(__dirname, 'dist'),
    filename: 'index.js',
    module: true,
    library: { type: 'module' },
    clean: true,
  },
  externalsType: 'var',
  externals: [shared],
  resolve: { extensions: ['.tsx', '.ts', '.js'] },
  module: {
    rules: [
      { test: /\.tsx?$/, loader: 'ts-loader', options: { transpileOnly: true, compilerOptions: { noEmit: false } } },
      { test: /[\\/]stage-contract[\\/]src[\\/]/, sideEffects: false },
      // It names functions that the stubs do not have, and never calls them as long as nobody asks for JSON Schema.
      { test: ZOD_SCHEMAS, parser: { exportsPresence: false } },
    ],
  },
  optimization: {
    // Webpack keeps the annotations of an ES module for whoever bundles it again; nobody does.
    minimizeOptions: {
      javascript: { ecma: 2020, module: true, compress: { passes: 3 }, format: { comments: false } },
    },
  },
  plugins: [
    new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
    // Zod carries its messages in fifty languages; ours are written out in the contract, so none of them is read.
    new webpack.NormalModuleReplacementPlugin(/[\\/]locales[\\/]index\.js$/, stub('nothing')),
    new webpack.NormalModuleReplacementPlugin(/[\\/]locales[\\/]en\.js$/, stub('noWords')),
    new webpack.NormalModuleReplacementPlugin(/^\.\/memoizer\.js$/, (request) => {
      if (/[\\/]zod[\\/]v4[\\/]core[\\/]index\.js$/.test(request.contextInfo.issuer))
        request.request = stub('noMemoizer');
    }),
    // Every schema of zod can write itself as JSON Schema, which the command line does and Deck never does.
    new webpack.NormalModuleReplacementPlugin(/[\\/](?:json-schema-processors|to-json-schema)\.js$/, (request) => {
      if (ZOD_SCHEMAS.test(request.contextInfo.issuer))
        request.request = stub(request.request.includes('processors') ? 'checksOnly' : 'nothing');
    }),
  ],
  performance: { hints: false },
};
