/** The page. */
document.title += '';
