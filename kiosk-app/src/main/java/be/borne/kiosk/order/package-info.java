/** The order journal: what must survive the plug being pulled, and nothing about any person. */
package be.borne.kiosk.order;
