/** The newcomer's lab: virtual hardware on the left, the real screens on the right. */
import './elements/lab-app.ts';
