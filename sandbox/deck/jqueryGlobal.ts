import jquery from 'jquery';

// AngularJS and Bootstrap's scripts look for jQuery on the window while they load.
window.$ = jquery;
window.jQuery = jquery;
