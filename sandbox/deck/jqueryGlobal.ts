import jquery from 'jquery';

/** AngularJS and Bootstrap's scripts look for jQuery on the window while they load. */
export const jqueryGlobal = jquery;

window.$ = jquery;
window.jQuery = jquery;
