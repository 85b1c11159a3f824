target_link_libraries(kto_signin PRIVATE nlohmann_json::nlohmann_json)
# Rules and time zones are data, compiled in.
kto_embed(kto_signin src/signin/data/irkutsk-2018.json rules_irkutsk_2018)
kto_embed(kto_signin src/signin/data/ru-2024.json rules_ru_2024)
kto_embed(kto_signin src/signin/data/time_zones.tsv time_zones)
