"""Countries that imported cases come from, as bulletins write them in English."""

from __future__ import annotations

COUNTRIES = tuple(
    name.strip()
    for name in """
    Afghanistan, Albania, Algeria, Angola, Argentina, Armenia, Australia, Austria, Azerbaijan, Bahrain, Bangladesh,
    Belarus, Belgium, Benin, Bolivia, Bosnia, Botswana, Brazil, Britain, Brunei, Bulgaria, Burkina Faso, Burma, Burundi,
    Cambodia, Cameroon, Canada, Chad, Chile, Colombia, Congo, Costa Rica, Croatia, Cuba, Cyprus, Czech Republic,
    Denmark, Djibouti, Dominica, DRC, Ecuador, Egypt, England, Equatorial Guinea, Eritrea, Estonia, Ethiopia, Fiji,
    Finland, France, Gabon, Gambia, Germany, Ghana, Greece, Guatemala, Guinea, Hungary, Iceland, India, Indonesia, Iran,
    Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan, Kazakhstan, Kenya, Kuwait, Kyrgyzstan, Laos, Latvia,
    Lebanon, Lesotho, Liberia, Libya, Lithuania, Luxembourg, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta,
    Mauritania, Mauritius, Mexico, Mongolia, Montenegro, Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands,
    New Zealand, Nicaragua, Niger, Nigeria, North Korea, Norway, Oman, Pakistan, Panama, Papua New Guinea, Paraguay,
    Peru, Philippines, Poland, Portugal, Qatar, Romania, Russia, Rwanda, Samoa, Saudi Arabia, Senegal, Serbia,
    Sierra Leone, Singapore, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South Korea, South Sudan,
    Spain, Sri Lanka, Sudan, Sweden, Switzerland, Syria, Tajikistan, Tanzania, Thailand, Timor-Leste, Togo, Tonga, Tunisia,
    Turkey, Turkmenistan, UAE, Uganda, UK, Ukraine, United Arab Emirates, United Kingdom, United States, Uruguay, US,
    USA, Uzbekistan, Venezuela, Vietnam, Yemen, Zambia, Zimbabwe
    """.lower().split(",")
)
