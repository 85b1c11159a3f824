target_link_libraries(kto_store PRIVATE PkgConfig::SQLITE nlohmann_json::nlohmann_json)
